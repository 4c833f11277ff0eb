import streamlit as st; st.title('collapse')
